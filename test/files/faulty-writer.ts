import { nodeWriter } from '../../src/files/node-writer.js'
import type { FileSink, FileWriter } from '../../src/files/write.js'

/** Which calls of the file system fail, counted from 1 over all kinds of calls; `to` absent means that they fail for ever. */
export interface Fault {
  readonly code: string
  readonly from: number
  readonly to?: number
  /** The call does its work before it fails, as a write to a full disk that took the first half. */
  readonly late?: boolean
}

/** The real file system whose n-th call fails, and how many calls there were. */
export function faultyWriter(fault: Fault | undefined): FileWriter & { readonly calls: () => readonly string[] } {
  const calls: string[] = []
  const failsNow = (): boolean =>
    fault !== undefined && calls.length >= fault.from && calls.length <= (fault.to ?? Number.POSITIVE_INFINITY)
  const guard = <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>): ((...args: A) => Promise<R>) => {
    return async (...args) => {
      calls.push(name)
      if (!failsNow()) return call(...args)
      if (fault?.late) await call(...args)
      throw Object.assign(new Error(`injected ${fault?.code}`), { code: fault?.code })
    }
  }
  return {
    calls: () => calls,
    resolve: nodeWriter.resolve,
    lstat: guard('lstat', nodeWriter.lstat),
    stat: guard('stat', nodeWriter.stat),
    realpath: guard('realpath', nodeWriter.realpath),
    list: guard('list', nodeWriter.list),
    makeFolder: guard('makeFolder', nodeWriter.makeFolder),
    checkWritable: guard('checkWritable', nodeWriter.checkWritable),
    create: async (path, mode) => {
      const sink = await guard('create', async (target: string) => {
        if (fault?.late && failsNow()) throw new Error('an exclusive creation that fails makes nothing')
        return nodeWriter.create(target, mode)
      })(path)
      return guardSink(sink, guard)
    },
    link: guard('link', nodeWriter.link),
    copy: guard('copy', nodeWriter.copy),
    rename: guard('rename', nodeWriter.rename),
    unlink: guard('unlink', nodeWriter.unlink),
  }
}

type Guard = <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) => (...args: A) => Promise<R>

function guardSink(sink: FileSink, guard: Guard): FileSink {
  return {
    writeFile: guard('writeFile', (data: string) => sink.writeFile(data)),
    chmod: guard('chmod', (mode: number) => sink.chmod(mode)),
    sync: guard('sync', () => sink.sync()),
    // A descriptor is gone even when closing it reports an error.
    close: async () => {
      await sink.close()
      await guard('close', async () => undefined)()
    },
  }
}
