import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { environment } from '#lib/settings.ts'
import { oldFormHeader, readOldForm, writeOldForm } from '#lib/web/old-form.ts'
import { isStreamPath } from '#lib/web/stream-path.ts'

// Divar's calls, the health address and static files need no page headers. More than that: a matched body is read into
// memory before a route sees it, and cut at 10 MB without a word.
export const config = { matcher: ['/((?!api/|_next/static/|fonts/|scripts/|favicon.ico|icon.svg).*)'] }

const isDevelopment = process.env.NODE_ENV === 'development'

/** A nonce for each request, and the headers that every page carries. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('Content-Security-Policy', policy)
  const refusal = refusalOf(request)
  headers.delete(oldFormHeader)
  // Only one that names its origin, which is ours then: nobody else fills in a form here.
  const oldForm = refusal || !headers.has('origin') ? null : await readOldForm(request)
  if (oldForm) {
    headers.set(oldFormHeader, writeOldForm(oldForm))
    // No form any more: the page is drawn as for a visit.
    headers.set('content-type', 'text/plain')
  }
  const response = refusal
    ? NextResponse.redirect(new URL(`/problem/${refusal}`, request.url), 303)
    : NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  // A stream says by itself that it must not be stored, nor held back to be compressed; what is said here would win.
  if (!isStreamPath(request.nextUrl.pathname)) response.headers.set('Cache-Control', 'no-store, max-age=0')
  return response
}

/** What Next itself would answer with a bare 500: a path that is no UTF-8, a form from another or a hidden origin. */
function refusalOf({ headers, method, nextUrl }: NextRequest): 'link_invalid' | 'cross_site' | null {
  try {
    decodeURIComponent(nextUrl.pathname)
  } catch {
    return 'link_invalid'
  }
  const origin = headers.get('origin')
  if (method !== 'POST' || origin === null) return null
  const own = (headers.get('x-forwarded-host') ?? headers.get('host'))?.split(',')[0]?.trim()
  return URL.canParse(origin) && new URL(origin).host === own ? null : 'cross_site'
}

let origins: string[] | undefined

/** The settings of a process do not change. */
function imageOrigins(): string[] {
  origins ??= environment().DIVAR_IMAGE_ORIGINS
  return origins
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ''}`,
    `img-src 'self' data: ${imageOrigins().join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
