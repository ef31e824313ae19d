/** What a request is turned away with before the app sees it, and null where it may go on. */
export type Verdict =
  /** An address that no page of Peyk has: to the screen that says so. */
  | 'bad_address'
  | 'bad_method'
  /** `OPTIONS`: what may be asked here. */
  | 'options'
  | 'too_large'
  /** A form whose parts cannot be told apart. */
  | 'bad_form'
  | null

/** Beyond this a form is not read: the longest that our pages can fill is a third of it. */
export const maxFormBytes = 64 * 1024

const ofPages = ['GET', 'HEAD', 'POST']
const ofRoutes = [...ofPages, 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The addresses that read their bodies themselves, each with a limit of its own. */
export const isForMachines = (url: string): boolean => /^\/api(?:[/?]|$)/.test(url)

export const methodsAt = (url: string): string => (isForMachines(url) ? ofRoutes : ofPages).join(', ')

type Asked = { method: string; url: string; headers: NodeJS.Dict<string | string[]> }

export function judge({ method, url, headers }: Asked): Verdict {
  if (url === '*') return method === 'OPTIONS' ? 'options' : 'bad_address'
  if (!isAddress(url)) return 'bad_address'
  if (isForMachines(url)) return ofRoutes.includes(method) ? null : 'bad_method'
  if (method === 'OPTIONS') return 'options'
  if (!isReadable(headers['next-router-state-tree'])) return 'bad_form'
  if (!ofPages.includes(method)) return 'bad_method'
  if (method !== 'POST') return null
  if (Number(headers['content-length'] ?? 0) > maxFormBytes) return 'too_large'
  return isMultipart(headers) && !hasBoundary(headers) ? 'bad_form' : null
}

/** Where a page of Peyk says it is; the framework answers any other text there with a bare 500. */
function isReadable(tree: string | string[] | undefined): boolean {
  if (tree === undefined) return true
  try {
    return Array.isArray(JSON.parse(decodeURIComponent(String(tree))))
  } catch {
    return false
  }
}

/** A path of Peyk, in UTF-8 and without a NUL, which no file system and no database takes. */
function isAddress(url: string): boolean {
  const [path = ''] = url.split('?')
  if (!path.startsWith('/')) return false
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}

const typeOf = (headers: Asked['headers']) => String(headers['content-type'] ?? '')

export const isMultipart = (headers: Asked['headers']) => /^\s*multipart\//i.test(typeOf(headers))

const hasBoundary = (headers: Asked['headers']) => /;\s*boundary=(?:"[^"]{1,70}"|[^\s;"]{1,70})/i.test(typeOf(headers))

/** Whether the parts of a whole form can be told apart: the framework would answer others with a bare 500. */
export async function isWholeForm(headers: Asked['headers'], body: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (!isMultipart(headers)) return true
  try {
    await new Response(body, { headers: { 'content-type': typeOf(headers) } }).formData()
    return true
  } catch {
    return false
  }
}
