/** One element of an XML document. */
export interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
  /** All text in it and in its children, in order. */
  readonly text: string
}

/** What XML 1.0 allows in a document at all. */
const ALLOWED = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads an XML document of elements, attributes in double quotes, text and entities, as strictly as the standard says; throws for anything else.
 * White space in attributes and line ends are taken as a reader takes them.
 */
export function readXml(document: string): Node {
  if (!ALLOWED.test(document)) throw new Error('a character that XML does not allow')
  let at = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(document)?.[0].length ?? 0
  const root = element()
  if (document.slice(at).trim() !== '') throw new Error(`more than one root: ${document.slice(at, at + 40)}`)
  return root

  function take(pattern: RegExp): RegExpExecArray {
    const found = new RegExp(pattern.source, 'yu')
    found.lastIndex = at
    const match = found.exec(document)
    if (match === null) throw new Error(`not ${pattern.source} at ${at}: ${document.slice(at, at + 60)}`)
    at += match[0].length
    return match
  }

  function element(): Node {
    const name = take(/<([A-Za-z][\w.-]*)/)[1] ?? ''
    const attributes: Record<string, string> = {}
    while (document[at] === ' ') {
      const [, key = '', value = ''] = take(/ ([A-Za-z][\w.-]*)="([^<"]*)"/)
      if (Object.hasOwn(attributes, key)) throw new Error(`${key} stands there twice`)
      attributes[key] = decoded(value.replace(/[\t\n\r]/g, ' '))
    }
    if (document.startsWith('/>', at)) {
      at += 2
      return { name, attributes, children: [], text: '' }
    }
    take(/>/)
    const children: Node[] = []
    let text = ''
    while (!document.startsWith('</', at)) {
      if (document[at] === '<') {
        const child = element()
        children.push(child)
        text += child.text
      } else {
        const raw = take(/[^<]+/)[0]
        if (raw.includes(']]>')) throw new Error(']]> in a text')
        text += decoded(raw.replace(/\r\n?/g, '\n'))
      }
    }
    take(new RegExp(`</${name}>`))
    return { name, attributes, children, text }
  }
}

function decoded(text: string): string {
  return text.replace(/&([^;&]*;?)/g, (whole, inside: string) => {
    const number = /^#(\d+);$/.exec(inside)?.[1]
    const value = number === undefined ? ENTITIES[inside.replace(/;$/, '')] : String.fromCodePoint(Number(number))
    if (value === undefined || !inside.endsWith(';')) throw new Error(`no entity: ${whole}`)
    return value
  })
}

/** All elements of that name in a node, in order. */
export function allNamed(node: Node, name: string): readonly Node[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allNamed(child, name)])
}
