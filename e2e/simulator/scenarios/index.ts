import { assistantScenario } from './assistant.ts'
import { defaultScenario } from './default.ts'
import { emptyScenario } from './empty.ts'
import { longNames } from './long-names.ts'
import type { ScenarioData } from './scenario.ts'

export type { ScenarioData } from './scenario.ts'

export const scenarios: Record<string, ScenarioData> = {
  default: defaultScenario,
  assistant: assistantScenario,
  'long-names': longNames,
  empty: emptyScenario,
}
