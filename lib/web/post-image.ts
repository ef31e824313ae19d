/**
 * The address as it may stand in a page: of one of these origins, of which `https://*.example` is every host under
 * `example`. The policy of the page says the same to the browser.
 */
export function imageFrom(origins: readonly string[], url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  const { protocol, username, password, hostname, port, origin, href } = new URL(url)
  if (username !== '' || password !== '') return null
  const isAllowed = origins.some((allowed) => {
    if (!allowed.includes('//*.')) return origin === new URL(allowed).origin
    const parent = new URL(allowed.replace('//*.', '//'))
    return protocol === parent.protocol && port === parent.port && hostname.endsWith(`.${parent.hostname}`)
  })
  return isAllowed ? href : null
}
