/**
 * Makes the script that pages load where the business measures them: the library `web-vitals`, and what sends its figures. Run
 * from the top folder after a change of either: `node components/figures/make-script.ts`. Its name belongs into
 * `components/figures/page-figures.tsx` then.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import path from 'node:path'

const folder = path.join(import.meta.dirname, '../../public/scripts')

/** Name and text of the script, by what it is made of. The name tells its contents, so that browsers may keep it for ever. */
export function madeScript(): { name: string; text: string } {
  const resolve = createRequire(import.meta.url).resolve
  const library = path.dirname(resolve('web-vitals'))
  const read = (file: string) => readFileSync(file, 'utf8')
  const { version } = JSON.parse(read(path.join(library, '../package.json'))) as { version: string }
  const measuring = read(path.join(library, 'web-vitals.iife.js')).replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '')
  const typed = read(path.join(import.meta.dirname, 'send-figures.ts'))
  const sending = stripTypeScriptTypes(typed)
    .replace(/^export /gm, '')
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/^\s+/gm, '')
    .replace(/ {2,}/g, ' ')
  const text = `/*! web-vitals ${version}, (c) Google LLC, Apache-2.0 */
(()=>{${measuring}
${sending}
sendFigures({webVitals,document,navigator},document.currentScript.dataset.page)})()
`
  return { name: `page-figures-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.js`, text }
}

if (import.meta.main) {
  const { name, text } = madeScript()
  for (const old of readdirSync(folder)) rmSync(path.join(folder, old))
  writeFileSync(path.join(folder, name), text)
}
