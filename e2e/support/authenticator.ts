import { TOTP } from 'otpauth'

/** What an authenticator app shows now that read this page's secret; `offset`: how far the app's clock is ahead, in seconds. */
export function authenticator(secret: string) {
  const totp = new TOTP({ secret: secret.replaceAll(' ', '') })
  return (offset = 0) => totp.generate({ timestamp: Date.now() + offset * 1000 })
}

/** The secret in the text of an invitation's page. */
export const secretIn = (text: string): string => /[A-Z2-7]{4}(?: [A-Z2-7]{1,4}){4,}/.exec(text)?.[0] ?? ''
