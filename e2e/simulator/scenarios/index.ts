import { defaultScenario } from './default.ts'
import { emptyScenario } from './empty.ts'
import { longNames } from './long-names.ts'
import type { ScenarioData } from './scenario.ts'
import { severalBuyers } from './several-buyers.ts'

export type { ScenarioData } from './scenario.ts'

export const scenarios = {
  default: defaultScenario,
  'several-buyers': severalBuyers,
  'long-names': longNames,
  empty: emptyScenario,
} satisfies Record<string, ScenarioData>
