import { type Button, type ButtonData, type ButtonGrid, buttonGrid, dynamicActionButton } from '#lib/divar/index.ts'
import type { Skill, SkillDeps } from './skill.ts'
import type { ChatbotTexts } from './texts.ts'

const rowLength = 3
const maxRows = 3

/** As many of the buttons as a grid of Divar's holds, three to a row. Contract §8. */
export function gridOf(buttons: readonly Button[]): ButtonGrid {
  const rows = Array.from({ length: maxRows }, (_, row) => buttons.slice(row * rowLength, (row + 1) * rowLength))
  return buttonGrid(rows.filter((row) => row.length > 0))
}

/** The buttons that call the skills which have an entry, in the order of the list. */
export function entriesOf(skills: readonly Skill[], texts: ChatbotTexts): Button[] {
  return skills.flatMap(({ name, entry }) =>
    entry ? [tapButton({ icon: entry.icon, caption: entry.caption(texts) }, { skill: name })] : [],
  )
}

export const menuGrid = ({ skills, texts }: SkillDeps): ButtonGrid => gridOf(entriesOf(skills, texts))

/** A button whose tap comes back as a turn. */
export const tapButton = (face: Pick<Button, 'caption' | 'icon'>, data: ButtonData & { skill: string }): Button =>
  dynamicActionButton(face, data)

export const menuButton = (texts: ChatbotTexts): Button =>
  tapButton({ caption: texts.captions.menu, icon: 'HOME' }, { skill: 'menu' })

export const cancelButton = (texts: ChatbotTexts): Button =>
  tapButton({ caption: texts.captions.cancel, icon: 'CLOSE' }, { skill: 'menu', cancel: 'yes' })
