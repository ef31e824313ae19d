import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cycles, type Import, importsOf, resolved, root, topFiles, walk, withoutComments } from './testing-sources.ts'

/** Another add-on, for tests: what it imports is what a base has to offer. */
const otherAddon = 'e2e/support/other-addon'

/**
 * Who may import whom inside the project. A plain name allows everything of that part, `type x` its types only. A part is
 * a folder of lib, a file directly in lib, or one of app, components, e2e and the files at the top.
 */
const domains = ['business', 'shipping', 'threads', 'carrier', 'staff', 'desk', 'courier', 'figures']
const domainTypes = [...domains, 'assistant', 'chatbot'].map((name) => `type ${name}`)
const table: Record<string, string[]> = {
  kernel: [],
  language: ['kernel'],
  fa: ['kernel', 'type addon', 'type peyk', ...domainTypes],
  divar: [],
  addon: ['kernel', 'divar'],
  peyk: ['addon', ...domains, 'assistant', 'chatbot'],
  business: ['kernel', 'shipping'],
  shipping: ['kernel', 'addon'],
  threads: ['kernel', 'shipping'],
  carrier: ['kernel', 'addon', 'shipping', 'type threads'],
  staff: ['kernel', 'addon'],
  desk: ['kernel', 'business', 'shipping', 'threads', 'carrier', 'staff', 'courier'],
  courier: ['kernel', 'business', 'shipping', 'carrier', 'staff'],
  figures: ['kernel', 'addon', 'business', 'staff'],
  assistant: ['kernel', 'language', 'divar', 'addon', ...domains.map((name) => `type ${name}`)],
  chatbot: ['kernel', 'language', 'divar', 'addon', ...domains.map((name) => `type ${name}`)],
  db: ['kernel', 'type addon', 'type peyk', ...domainTypes],
  adapters: ['kernel', 'fa', 'divar', 'type addon', 'type peyk', ...domainTypes],
  jobs: ['kernel', 'addon'],
  settings: ['kernel'],
  services: [
    'kernel',
    'addon',
    'language',
    'fa',
    'divar',
    'peyk',
    ...domains,
    'assistant',
    'chatbot',
    'db',
    'adapters',
    'jobs',
    'settings',
  ],
  checks: ['kernel', 'divar', 'db', 'settings'],
  doctor: ['kernel', 'fa', 'divar', 'checks', 'business', 'shipping', 'staff', 'db', 'settings', 'services'],
  web: ['services', 'settings', 'kernel', 'fa', 'divar', 'addon', 'peyk'],
  journeys: ['web', 'services', 'kernel', 'fa', 'divar', 'addon', 'peyk', ...domains, 'assistant', 'chatbot'],
  components: ['kernel', 'fa', ...domainTypes],
  'other-addon': ['kernel', 'divar', 'addon', 'db', 'services', 'settings', 'e2e'],
  app: ['web', 'journeys', 'fa', 'components', 'type kernel', 'type peyk', ...domainTypes],
  top: ['services', 'settings', 'web', 'journeys', 'jobs', 'kernel'],
  e2e: [],
}

/** Imported by their files, not through an index.ts. */
const withoutIndex = [
  'kernel',
  'language',
  'fa',
  'web',
  'journeys',
  'settings',
  'services',
  'peyk',
  'components',
  'app',
  'e2e',
]

/** May reach into a folder past its index: the composition root, which builds everything, and tests. */
const reachesIn = (path: string) => ['services', 'other-addon'].includes(partOf(path)) || isTest(path)

const code = ['app', 'components', 'lib', 'e2e'].flatMap((folder) => walk(folder)).concat(topFiles())
const sources = new Map(
  code.filter((path) => /\.(tsx?|mjs|css)$/.test(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
)
const ofRoot = ['README.md', 'README.fa.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']
const documents = [...ofRoot, ...['app', 'lib', 'e2e'].flatMap(walk)].filter(
  (path) => path.endsWith('.md') && existsSync(join(root, path)),
)
const scripts = [...sources].filter(([path]) => !path.endsWith('.css'))
const imports = scripts.flatMap(([path, text]) => importsOf(path, text))
const inside = imports.flatMap((found) => {
  const target = resolved(found)
  return target ? [{ ...found, to: target }] : []
})

const followed = Map.groupBy(
  inside.filter(({ typeOnly }) => !typeOnly),
  ({ from }) => from,
)

/** These files and all that is loaded with them. */
function reachedFrom(files: string[]): Set<string> {
  const reached = new Set(files)
  for (const path of reached) for (const { to } of followed.get(path) ?? []) reached.add(to)
  return reached
}

describe('architecture', () => {
  it('lets each part import only what the table allows', () => {
    const wrong = inside.filter(({ from, to, typeOnly }) => {
      const [part, other] = [partOf(from), partOf(to)]
      if (part === other || allowedTest(from, to)) return false
      const allowed = table[part] ?? []
      return !allowed.includes(other) && !(typeOnly && allowed.includes(`type ${other}`))
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it("has a platform half that does not know this add-on's domain", () => {
    // The platform has chatbots, too: it names an event by them.
    const words = /shipment|parcel|assistant|(?<!'new_)chatbot/gi
    const ofWeb = /shipment|parcel|assistant|chatbot|carrier|courier|tariff|draft/gi
    const own = { addon: words, checks: words, web: ofWeb, divar: /shipment|parcel|assistant/gi }
    const wrong = scripts.flatMap(([path, text]) =>
      Object.entries(own).flatMap(([part, words]) =>
        partOf(path) === part && !isTest(path) ? [...text.matchAll(words)].map(([word]) => `${path}: ${word}`) : [],
      ),
    )
    expect(wrong).toEqual([])
  })

  it('has a platform half that says of no other add-on that it is Peyk', () => {
    const parts = ['kernel', 'divar', 'addon', 'jobs', 'checks']
    const wrong = scripts.filter(
      ([path, text]) => parts.includes(partOf(path)) && !isTest(path) && /\bPeyk\b/.test(text),
    )
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('has a half of the web that takes of this add-on what every add-on has: declaration, services, sentences of errors', () => {
    const wrong = inside.filter(({ from, to }) => {
      return partOf(from) === 'web' && !isTest(from) && /^lib\/fa\/(?!(plain-)?problems\.ts$)/.test(to)
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('carries a second add-on, within 300 lines and without a file of what this one is for', () => {
    const reached = reachedFrom([`${otherAddon}/main.ts`])
    const own = [...domains, 'assistant', 'chatbot', 'language', 'fa', 'peyk', 'web', 'journeys', 'components', 'app']
    expect([...reached].filter((path) => own.includes(partOf(path)))).toEqual([])
    expect(reached.size).toBeGreaterThan(100)
    const tables = [...reached].filter((path) => path.startsWith('lib/db/schema/')).map((path) => basename(path, '.ts'))
    expect(tables.toSorted()).toEqual(['access', 'inbox', 'outbox'])
    const lines = scripts
      .filter(([path]) => partOf(path) === 'other-addon')
      .map(([, text]) => text.split('\n').length - 1)
    expect(lines.reduce((all, one) => all + one, 0)).toBeLessThanOrEqual(300)
  })

  it('loads the drawings of icons into no browser', () => {
    const clients = scripts.filter(([, text]) => text.startsWith("'use client'")).map(([path]) => path)
    expect(clients.length).toBeGreaterThan(20)
    expect([...reachedFrom(clients)].filter((path) => path === 'components/ui/icon.tsx')).toEqual([])
  })

  it('knows every part that exists', () => {
    const written = code.filter((path) => !path.endsWith('.md'))
    const unknown = written.map(partOf).filter((part) => !(part in table) && part !== 'decisions')
    expect([...new Set(unknown)]).toEqual([])
  })

  it('crosses folders only through index.ts', () => {
    const wrong = inside.filter(({ from, to }) => {
      const other = partOf(to)
      if (partOf(from) === other || withoutIndex.includes(other) || reachesIn(from) || allowedTest(from, to))
        return false
      const room = other === 'addon' ? dirname(to) : `lib/${other}`
      return to !== `${room}/index.ts`
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('imports another part by its alias, and its own part of lib by a relative path', () => {
    const wrong = imports.filter((found) => {
      const to = resolved(found)
      if (!to || /^(e2e|lib\/divar)\//.test(found.from)) return false
      const isOwn = partOf(found.from) === partOf(to)
      return found.to.startsWith('#') ? isOwn && found.from.startsWith('lib/') : !isOwn
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('imports files that exist, with their endings', () => {
    const local = imports.filter(({ to }) => /^[.#]/.test(to))
    expect(local.filter((found) => resolved(found) === null).map(shown)).toEqual([])
  })

  it('has no import cycles', () => {
    expect(cycles(inside.filter(({ typeOnly }) => !typeOnly))).toEqual([])
  })

  it('declares the codes of errors in the kernel, the base, and one file of each domain', () => {
    const may = /^lib\/(kernel\/errors|addon\/base|[a-z]+\/declaration)\.ts$/
    const wrong = scripts.filter(([path, text]) => !may.test(path) && !isTest(path) && /\berrorsOf</.test(text))
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('has statements for the database in lib/db only', () => {
    // The engine of jobs enqueues in a transaction of Drizzle's, and the doctor reads the list of migrations.
    const may = ['lib/jobs/open-jobs.ts', 'lib/doctor/examine.ts']
    const wrong = imports.filter(
      ({ from, to }) => /^drizzle-orm\b/.test(to) && partOf(from) !== 'db' && !isTest(from) && !/^e2e/.test(from),
    )
    expect(wrong.map(({ from }) => from).toSorted()).toEqual(may.toSorted())
  })

  it('keeps next and react out of lib, except lib/web', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        from.startsWith('lib/') &&
        !['web', 'journeys'].includes(partOf(from)) &&
        !isTest(from) &&
        /^(next|next-auth|react|react-dom)(\/|$)/.test(to),
    )
    expect(wrong.map(shown)).toEqual([])
  })

  it('reads the environment in one place', () => {
    const may = ['lib/settings.ts', 'next.config.mjs', 'instrumentation.ts']
    // The build puts NODE_ENV in as a constant; writing one (Auth.js wants AUTH_URL there) is not reading.
    const reads = /\bprocess\.env\b(?!\.NODE_ENV\b|\.\w+ = )/
    const wrong = scripts.filter(
      ([path, text]) => !path.startsWith('e2e/') && !may.includes(path) && !isTest(path) && reads.test(text),
    )
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('keeps files short', () => {
    const wrong = scripts.flatMap(([path, text]) => {
      const lines = text.split('\n').length - 1
      const most = isTest(path) || path.endsWith('.spec.ts') ? 400 : 300
      return lines > most && !path.includes('/data/') ? [`${path}: ${lines} lines, ${most} allowed`] : []
    })
    expect(wrong).toEqual([])
  })

  it('has no export *, and default exports only where a tool asks for one', () => {
    const star = scripts.filter(([, text]) => /^export \*/m.test(withoutComments(text)))
    const asked = (path: string) =>
      path.startsWith('app/') || !path.includes('/') || path.includes('.config.') || path.endsWith('-reporter.ts')
    const defaults = scripts.filter(([path, text]) => !asked(path) && /^export default\b/m.test(withoutComments(text)))
    expect([...star, ...defaults].map(([path]) => path)).toEqual([])
  })

  it('names files in kebab case, and none utils', () => {
    const fine = /^(\[{1,2}[\w.-]+\]{1,2}|\([\w-]+\)|_?[a-z0-9]+([.-][a-z0-9]+)*)$/
    const wrong = scripts.filter(([path]) =>
      path.split('/').some((name) => !fine.test(name) || /^(utils?|helpers?)\b/.test(name)),
    )
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('has logical sides only, never left and right', () => {
    const classes =
      /(?<![\w-])-?(?:[mp][lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|scroll-[mp][lr])-[\w[]|(?<![\w-])(?:border-[lr]|rounded-[lr])(?![\w-])|(?<![\w-])(?:text|float|clear)-(?:left|right)(?![\w-])/
    const styles =
      /(?:margin|padding|border)-(?:left|right)|(?:margin|padding|border)(?:Left|Right)\b|(?:^|[;{\s])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)/m
    const drawn = [...sources].filter(([path]) => /^(app|components)\/.*\.(tsx|css)$/.test(path) && !isTest(path))
    const wrong = drawn.flatMap(([path, text]) =>
      withoutComments(text)
        .split('\n')
        .filter((line) => classes.test(line) || styles.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
    expect(wrong).toEqual([])
  })

  it('names only paths that exist in its documents', () => {
    const wrong = documents
      .flatMap((path) => pathsIn(readFileSync(join(root, path), 'utf8'), path).map((named) => ({ path, named })))
      .filter(({ named }) => !existsSync(join(root, named)))
    expect(wrong.map(({ path, named }) => `${path} names ${named}`)).toEqual([])
  })

  it('names only sections, commands and addresses that exist in its documents', () => {
    const texts = new Map([...documents].map((path) => [path, readFileSync(join(root, path), 'utf8')] as const))
    const all = [...texts, ...[...sources].filter(([path]) => !path.includes('/data/') && !isTest(path))]
    const plain = all.map(([path, text]) => [path, text.replace(/\n\s*(?:\* )?/g, ' ')] as const)
    const referred = plain.flatMap(([path, text]) => sectionsIn(text, path))
    const sections = referred
      .filter(({ document, section }) => !texts.get(document)?.match(new RegExp(`^#+ ${section}`, 'm')))
      .map(({ path, document, section }) => `${path}: "${section}" in ${document}`)
    expect(referred.length).toBeGreaterThan(8)
    const { scripts: commands } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const missing = [...texts].flatMap(([path, text]) => [
      ...[...text.matchAll(/npm run ([\w:-]+)/g)].filter(([, name = '']) => !(name in commands)),
      ...[...text.matchAll(/(?:peyk\.example\.ir|APP_URL\}|`|GET |POST )(\/api\/[\w/{}-]+)/g)].filter(
        ([, address = '']) => !path.includes('simulator') && !path.includes('lib/divar/') && !isRoute(address),
      ),
    ])
    expect([...sections, ...missing.map(([found]) => found)]).toEqual([])
  })

  it('has the same table in CONTRIBUTING.md', () => {
    const [, section = ''] = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('## Who may import whom')
    const rows = section.matchAll(/^\| `?(?:lib\/)?(\w[\w-]*)[^|]*\|[^|]*\|([^|]*)\|$/gm)
    const written = [...rows].filter(([, part]) => part !== 'Part')
    const read = written.map(([, part = '', allowed = '']) => [part, allowed.split(',').flatMap(partsNamed).toSorted()])
    const own = Object.entries(table).map(([part, allowed]) => [part, allowed.toSorted()])
    expect(read.toSorted()).toEqual(own.toSorted())
  })

  it('names no document in its code that a reader cannot open', () => {
    const wrong = [...sources].flatMap(([path, text]) =>
      [...text.matchAll(/[\w./-]+\.md\b/g)]
        .map(([named]) => named.replace(/^(\.\.?\/)+/, ''))
        .filter((named) => !documents.some((document) => `/${document}`.endsWith(`/${named}`)))
        .map((named) => `${path} names ${named}`),
    )
    expect(wrong).toEqual([])
  })

  it('numbers its decisions uniquely, each with its three parts', () => {
    const notes = walk('lib/decisions')
    const wrong = notes.filter((path) => {
      const [number = ''] = basename(path).split('-')
      const [title = '', ...lines] = readFileSync(join(root, path), 'utf8').split('\n')
      const parts = lines.filter((line) => line.startsWith('## '))
      return (
        !/^\d{3}$/.test(number) ||
        !title.startsWith(`# ${number}: `) ||
        parts.join() !== '## Context,## Decision,## Consequences' ||
        notes.filter((other) => basename(other).startsWith(number)).length > 1
      )
    })
    expect(wrong).toEqual([])
  })
})

/** Tests of lib may use anything of lib, but for those of the package in it; one test of e2e holds the client against the simulator. */
function allowedTest(from: string, to: string): boolean {
  if (from === 'e2e/contract.test.ts') return partOf(to) === 'divar'
  return isTest(from) && from.startsWith('lib/') && partOf(from) !== 'divar' && to.startsWith('lib/')
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /^lib\/(.+\/)?testing(-[\w-]+)?\.ts$/.test(path)
}

function partOf(path: string): string {
  const [top = '', second = '', ...rest] = path.split('/')
  if (second === '') return 'top'
  if (path.startsWith(`${otherAddon}/`)) return 'other-addon'
  if (top !== 'lib') return top
  if (second === 'web' && rest.length > 1 && rest[0] !== 'door') return 'journeys'
  return rest.length > 0
    ? second
    : basename(second)
        .replace(/(\.test)?\.ts$/, '')
        .replace(/^(architecture|testing-sources)$/, 'services')
}

/** Code spans that look like a path of the project, and relative links. */
function pathsIn(markdown: string, document: string): string[] {
  const spans = [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  const ours = spans.filter((span) => /^(?:app|components|lib|e2e|public|\.ci)\/[\w./()[\]-]*$/.test(span))
  const links = [...markdown.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, link = '']) => link)
  const relatives = links.filter((link) => !/^[a-z]+:/i.test(link)).map((link) => join(dirname(document), link))
  return [...ours, ...relatives]
}

/** A section in quotes before the path of its document and "in", or behind it and a comma. */
function sectionsIn(text: string, path: string) {
  const before = text.matchAll(/"([^"]{3,60})" in (?:\[[^\]]*\]\()?`?([\w./-]+\.md)/g)
  const after = text.matchAll(/([\w./-]+\.md)[`)]*, "([^"]{3,60})"/g)
  const found = [
    ...[...before].map(([, section = '', name = '']) => ({ section, name })),
    ...[...after].map(([, name = '', section = '']) => ({ section, name })),
  ]
  return found.map(({ section, name }) => {
    const beside = join(dirname(path), name)
    return { path, section, document: existsSync(join(root, beside)) ? beside : name }
  })
}

/** Whether a route handler of app answers at an address, with any names of its parameters. */
const isRoute = (address: string) =>
  code.some((path) => {
    const [, route] = /^app(.*)\/route\.ts$/.exec(path) ?? []
    const pattern = route?.replace(/\[\.{3}\w+\]/g, '.+').replace(/\[\w+\]/g, '[^/]+')
    return pattern !== undefined && new RegExp(`^${pattern}$`).test(address)
  })

/** What a word of the table in CONTRIBUTING.md allows. */
function partsNamed(words: string): string[] {
  const [, types = '', name = ''] = /^(types of )?(.*)$/.exec(words.trim()) ?? []
  if (name === 'packages only') return []
  return (name === 'domains' ? domains : [name]).map((part) => (types ? `type ${part}` : part))
}

const shown = ({ from, to, typeOnly }: Import) => `${from} imports ${typeOnly ? 'type ' : ''}${to}`
