import type { Code } from './codes.js'
import type { Diagnostic, Place } from './diagnostic.js'

interface Details {
  readonly place?: Place | undefined
  readonly path?: string | undefined
  readonly allowed?: readonly string[] | undefined
  readonly hint?: string | undefined
}

/** An error with a code of the closed list; details that are undefined are left out. */
export function problem(code: Code, message: string, details: Details = {}): Diagnostic {
  return diagnostic('error', code, message, details)
}

/** Like `problem`, but something that stops nothing. */
export function warning(code: Code, message: string, details: Details = {}): Diagnostic {
  return diagnostic('warning', code, message, details)
}

function diagnostic(severity: Diagnostic['severity'], code: Code, message: string, { place, path, allowed, hint }: Details): Diagnostic {
  return {
    code,
    severity,
    message,
    ...(place && { place }),
    ...(path !== undefined && { path }),
    ...(allowed && { allowed }),
    ...(hint !== undefined && { hint }),
  }
}
