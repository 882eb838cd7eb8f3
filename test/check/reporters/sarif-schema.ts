import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { ROOT } from '../../e2e/harness.js'

/** The schema of SARIF 2.1.0; it is written in draft-04, whose words for a schema's own id ajv does not take. */
export const validateSarif: ValidateFunction = compiled()

function compiled(): ValidateFunction {
  const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'))
  const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false, unicodeRegExp: false })
  ajv.addFormat('uri', (text: string) => URL.canParse(text) && isReference(text))
  ajv.addFormat('uri-reference', isReference)
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT/)
  return ajv.compile(schema)
}

/** The characters that RFC 3986 allows, no stray percent sign, and no scheme before a relative path's first slash. */
function isReference(text: string): boolean {
  return /^(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[0-9A-F]{2})*$/i.test(text) && URL.canParse(text, 'https://example.org/')
}
