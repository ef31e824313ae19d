export type FormPart = { name: string | null; bytes: Uint8Array }

const maxParts = 100
const maxHeaderBytes = 16 * 1024

const parameter = /;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]*))/g

/** The parameters of a header, by their names in small letters: quoted with escapes, or bare. */
function parametersOf(header: string): Map<string, string> {
  const found = [...header.matchAll(parameter)].map(
    ([, name = '', quoted, bare = '']) => [name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare] as const,
  )
  return new Map(found)
}

/**
 * The parts of a form, as `multipart/form-data` (RFC 7578) and those who were before it write it: any quotes and escapes in
 * names, lines that end without a carriage return, text around the parts. Null: no form with a beginning and an end.
 */
export function parseForm(contentType: string, body: Uint8Array): FormPart[] | null {
  const boundary = parametersOf(contentType).get('boundary')
  if (!boundary) return null
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const border = Buffer.from(`--${boundary}`, 'latin1')
  const parts: FormPart[] = []
  const first = nextBorder(bytes, border, 0)
  if (first === null) return null
  const lineEnd = bytes[bytes.indexOf(0x0a, first) - 1] === 0x0d ? '\r\n' : '\n'
  for (let at = first; ; ) {
    const behind: number = at + border.length
    if (bytes.toString('latin1', behind, behind + 2) === '--') return parts
    const head: number = bytes.indexOf(0x0a, behind) + 1
    const next = head === 0 ? null : nextBorder(bytes, border, head)
    if (next === null || parts.length === maxParts) return null
    const part = partOf(bytes.subarray(head, Math.max(head, next - lineEnd.length)), lineEnd)
    if (!part) return null
    parts.push(part)
    at = next
  }
}

/** A border begins a line. */
function nextBorder(bytes: Buffer, border: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(border, from); at >= 0; at = bytes.indexOf(border, at + 1)) {
    if (at === 0 || bytes[at - 1] === 0x0a) return at
  }
  return null
}

function partOf(bytes: Buffer, lineEnd: string): FormPart | null {
  const empty = Buffer.from(lineEnd + lineEnd)
  const hasNoHeaders = bytes.subarray(0, lineEnd.length).equals(Buffer.from(lineEnd))
  const end = hasNoHeaders ? 0 : bytes.indexOf(empty)
  if (end < 0 || end > maxHeaderBytes) return null
  const content = bytes.subarray(end + (hasNoHeaders ? lineEnd.length : empty.length))
  const lines = bytes
    .toString('utf8', 0, end)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  const headerOf = (name: string) => {
    const line = lines.find((each) => each.toLowerCase().startsWith(`${name}:`))
    return line?.slice(name.length + 1).trim() ?? ''
  }
  const isBase64 = headerOf('content-transfer-encoding').toLowerCase() === 'base64'
  return {
    name: nameIn(headerOf('content-disposition')),
    bytes: isBase64 ? Buffer.from(content.toString('latin1'), 'base64') : content,
  }
}

function nameIn(disposition: string): string | null {
  const parameters = parametersOf(disposition)
  return parameters.get('name') ?? extended(parameters.get('name*') ?? '')
}

/** `utf-8''picture`, as RFC 5987 has it. */
function extended(value: string): string | null {
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(value)?.[1]
  if (encoded === undefined) return null
  try {
    return decodeURIComponent(encoded)
  } catch {
    return null
  }
}
