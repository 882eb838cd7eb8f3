// The licences of every package whose code ends up in the bundle.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the package an input belongs to, relative to the root, or undefined for our own files. */
function packageFolder(input) {
  const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)
  return match?.[0]
}

function licenceText(root, folder) {
  const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name))
  if (file === undefined) throw new Error(`${folder} carries no licence file, so it must not be bundled`)
  return readFileSync(join(root, folder, file), 'utf8')
    .replaceAll('\r\n', '\n')
    .trim()
}

/** Returns the text of THIRD_PARTY_LICENSES for a set of esbuild inputs; throws when a package states no licence. */
export function licences(root, inputs) {
  const folders = [...new Set([...inputs].map(packageFolder).filter((one) => one !== undefined))].sort()
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    return `${'-'.repeat(80)}\n${name} ${version} (${license})\n${'-'.repeat(80)}\n\n${licenceText(root, folder)}\n`
  })
  return `The published bundle of rag-or-tune contains code of the packages below. Their licences:\n\n${parts.join('\n')}`
}
