import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faultOfSetting } from '#lib/settings.ts'
import { faultOfLine, fillEnv, questions, secretsToMake, valuesIn, withoutAnswers } from './fill-env.ts'

type Setup = {
  /** Where `.env` is written, or completed. */
  folder: string
  /** The text of `.env.example`. */
  example: string
  /** The next line that somebody typed; null where nobody answers any more. */
  read(): Promise<string | null>
  say(line: string): void
}

/**
 * Writes the env file of an installation: asks for what only its operator knows, makes every secret, and leaves what stands
 * there as it is. Gives the names of the secrets that were made.
 */
export async function setUp({ folder, example, read, say }: Setup): Promise<string[]> {
  const file = join(folder, '.env')
  const before = existsSync(file) ? readFileSync(file, 'utf8') : withoutAnswers(example)
  const known = valuesIn(before)
  const answers = await askAll(known, { read, say })
  const hasCarrier = 'CARRIER_WEBHOOK_URL' in known || 'CARRIER_WEBHOOK_URL' in answers
  const made = Object.keys(secretsToMake)
    .filter((name) => !(name in known))
    .filter((name) => hasCarrier || name !== 'CARRIER_KEYS')
  const secrets = Object.fromEntries(made.map((name) => [name, secretsToMake[name]?.() ?? '']))
  // Under another name first: a run that is ended in the middle leaves the old file whole. Nobody else may read it.
  writeFileSync(`${file}.new`, fillEnv(before, { ...answers, ...secrets }), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

/** Each question until its answer has a right form; an empty answer leaves the setting open. */
async function askAll(known: Record<string, string>, { read, say }: Pick<Setup, 'read' | 'say'>) {
  const answers: Record<string, string> = {}
  for (const { name, asks, isNeeded } of questions.filter((question) => !(question.name in known))) {
    let fault: string | null
    do {
      say(`${name}. ${asks}:`)
      const line = await read()
      const answer = line?.trim() ?? ''
      fault = answer === '' ? null : (faultOfSetting(name, answer) ?? faultOfLine(answer))
      if (fault) say(`  ${name} ${fault}.`)
      else if (answer !== '') answers[name] = answer
      else if (isNeeded) say('  Left open: write it into .env before you start.')
    } while (fault !== null)
  }
  return answers
}
