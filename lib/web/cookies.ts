/**
 * Names and attributes of our cookies. Over https they carry the `__Host-` prefix; the join cookie has a path of its
 * own, which that prefix forbids.
 */
export function cookieSettings(appUrl: string) {
  const secure = appUrl.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  const named = (name: string) => ({ name: `${secure ? '__Host-' : ''}peyk.${name}`, options })
  return {
    secure,
    /** What a browser without a session carries of a consent that it began. */
    carried: named('consent'),
    /** Staff's own session: another site's link or form brings it along to nothing. */
    desk: { ...named('desk'), options: { ...options, sameSite: 'strict' } as const },
    /** The address that a browser keeps for its own next booking. */
    remembered: named('address'),
    joinName: `${secure ? '__Secure-' : ''}peyk.join`,
    authjs: {
      sessionToken: named('session'),
      callbackUrl: named('callback-url'),
      csrfToken: named('csrf'),
      state: named('state'),
      pkceCodeVerifier: named('pkce'),
      nonce: named('nonce'),
    },
  }
}
