const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'the operation is not permitted'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'no space is left on the device'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file would be too large'],
  ['EIO', 'the device reports an input/output error'],
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'the symbolic links lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['EBUSY', 'it is in use'],
  ['ETXTBSY', 'it is in use'],
  ['EEXIST', 'it exists already'],
  ['ENXIO', 'there is nothing behind it'],
  ['EAGAIN', 'it has no input to give'],
  ['ERR_INVALID_ARG_VALUE', 'the path holds a character that no path may hold'],
])

/** The system's error in plain words, with its code: `permission denied (EACCES)`. */
export function systemReason(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === undefined) return 'an unknown error'
  const reason = REASONS.get(code)
  return reason === undefined ? code : `${reason} (${code})`
}
