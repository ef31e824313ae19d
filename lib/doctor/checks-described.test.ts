import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = new URL('./', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** The names that the code gives its checks; of one that is put together, the part before that. */
function namesInCode(): string[] {
  const files = globSync(['*.ts', '../checks/*.ts'], { cwd: folder }).filter(
    (name) => !/\.test\.ts$|testing/.test(name),
  )
  const given =
    /(?:\b(?:good|note|wrong|skipped|checkGap)\(\s*|\bname(?:: | = ))['`]([a-z_]+(?:\.[\w]+)*(?:\.\$\{\w+\})?)/g
  return [...new Set(files.flatMap((name) => [...read(name).matchAll(given)].map(([, found = '']) => found)))]
}

it("the doctor's README.md describes every check by its name and no other", () => {
  const [, table = ''] = read('README.md').split('## Checks')
  const cells = [...table.matchAll(/^\| (`[^|]+)\|/gm)].map(([, cell = '']) => cell)
  const described = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
  const patterns = described.map((name) => new RegExp(`^${name.replaceAll('.', '\\.').replace(/\*$|\{\w+\}$/, '.+')}$`))
  const names = namesInCode()
  expect(names.length).toBeGreaterThan(30)
  expect(names.filter((name) => !patterns.some((pattern) => pattern.test(name)))).toEqual([])
  expect(described.filter((_, at) => !names.some((name) => patterns[at]?.test(name)))).toEqual([])
})
