import type { Context } from '../context.js'
import { type ColourFlag, type Stream, wantsColour } from '../terminal.js'

/** What the flags say of colour: `--plain` means none, unless `--color` is given as well. */
export function colourFlag({ color, plain }: { readonly color?: boolean; readonly plain?: boolean }): ColourFlag {
  return color ?? (plain === true ? false : undefined)
}

/** Whether a stream of this run takes colour. */
export function isColoured({ env, host }: Context, stream: Stream, flag: ColourFlag): boolean {
  return wantsColour(stream, env, flag, host?.().platform)
}
