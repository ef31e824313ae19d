/**
 * Cuts Vazirmatn down to what Peyk writes and puts the result into public/fonts.
 * Run from the top folder after a new version of the font: `node components/fonts/subset.ts`
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import subsetFont from 'subset-font'

const span = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')

const kept = [
  span(0x20, 0x7e),
  '\u00a0«»×·–—‘’“”•…−',
  '\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069',
  '،؛؟٪٫٬٭',
  span(0x621, 0x63a),
  span(0x640, 0x654),
  span(0x660, 0x669),
  'پچژکگۀیەہۃے',
  span(0x6f0, 0x6f9),
].join('')

const source = path.dirname(createRequire(import.meta.url).resolve('vazirmatn/package.json'))
const target = path.join(import.meta.dirname, '../../public/fonts')

const weights = { 400: 'Regular', 700: 'Bold' }

// The version is in the name, so that browsers may keep the file for ever.
const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')) as { version: string }

for (const [weight, name] of Object.entries(weights)) {
  const whole = await readFile(path.join(source, `fonts/ttf/Vazirmatn-${name}.ttf`))
  const cut = await subsetFont(whole, kept, { targetFormat: 'woff2' })
  await writeFile(path.join(target, `vazirmatn-${version}-${weight}.woff2`), cut)
}

await writeFile(path.join(target, 'OFL.txt'), await readFile(path.join(source, 'OFL.txt')))
