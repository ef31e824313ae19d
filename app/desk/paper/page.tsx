import { deskPage } from '#app/_screens/desk-page.tsx'
import { SheetPage } from '#components/desk/paper/sheet-page.tsx'
import { sheetChoices } from '#lib/web/desk/paper.ts'
import { printDaySheet } from './actions.ts'

export default deskPage('/desk/paper', 'contact.reveal', async (here) => (
  <SheetPage frame={here.frame} {...(await sheetChoices(here))} act={printDaySheet} />
))
