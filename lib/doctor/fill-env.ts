import { randomBytes } from 'node:crypto'
import { parseEnv } from 'node:util'

/** What nobody needs to think of: made here, once. */
export const secretsToMake: Readonly<Record<string, () => string>> = {
  AUTH_SECRET: () => random32(),
  SEAL_KEYS: () => random32(),
  DIVAR_IDENTIFICATION_KEYS: () => random32(),
  CARRIER_KEYS: () => `whsec_${random32()}`,
  METRICS_TOKEN: () => random32(),
}

/** What only the operator knows, in the order in which it is asked. */
export const questions: readonly { name: string; asks: string; isNeeded: boolean }[] = [
  {
    name: 'APP_URL',
    asks: 'The public address of this app, such as https://peyk.example.ir',
    isNeeded: true,
  },
  { name: 'DIVAR_APP_SLUG', asks: "The app's slug in Divar's panel", isNeeded: true },
  { name: 'DIVAR_API_KEY', asks: "The API key of Divar's panel", isNeeded: true },
  { name: 'DIVAR_OAUTH_SECRET', asks: "The OAuth client secret of Divar's panel", isNeeded: true },
  {
    name: 'DATABASE_URL',
    asks: 'The postgres:// address of your database (empty: an embedded one, for one process)',
    isNeeded: false,
  },
  {
    name: 'CARRIER_WEBHOOK_URL',
    asks: 'The https address of your own system that takes orders (empty: none)',
    isNeeded: false,
  },
]

const random32 = () => randomBytes(32).toString('base64')

/** The example without the values that stand there for an operator's own. */
export const withoutAnswers = (example: string): string =>
  questions.reduce((text, { name }) => text.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=`), example)

/** Names that a file gives a value. */
export function valuesIn(text: string): Record<string, string> {
  const parsed = Object.entries(parseEnv(text) as Record<string, string>)
  return Object.fromEntries(parsed.filter(([, value]) => value !== ''))
}

/**
 * The text of an env file with these values: each in its own empty line where the text has one, else in a line at the end.
 * A value that stands there already is left as it is. Throws on a value that no line can hold.
 */
export function fillEnv(text: string, values: Readonly<Record<string, string>>): string {
  const there = valuesIn(text)
  let filled = text === '' || text.endsWith('\n') ? text : `${text}\n`
  for (const [name, value] of Object.entries(values)) {
    if (name in there || value === '') continue
    const line = `${name}=${quoted(value)}`
    const empty = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*(?:""|'')?[ \\t]*$`, 'm')
    filled = empty.test(filled) ? filled.replace(empty, () => line) : `${filled}${line}\n`
  }
  return filled
}

/** Why a value cannot stand in such a file, or null. Next replaces what follows a `$` there, also between quotes; Node does not. */
export const faultOfLine = (value: string): string | null =>
  /[\p{Cc}'$]/u.test(value)
    ? 'has a line break, a single quote or a $, which not every reader of .env reads: set it in the environment'
    : null

function quoted(value: string): string {
  const fault = faultOfLine(value)
  if (fault) throw new Error(fault)
  return /^[A-Za-z0-9_\-.:/@+=,?&%~]+$/.test(value) ? value : `'${value}'`
}
