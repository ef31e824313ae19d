import { deskPage } from '#app/_screens/desk-page.tsx'
import { FiguresPage } from '#components/desk/figures-page.tsx'
import { figuresView } from '#lib/web/desk/figures.ts'

export default deskPage('/desk/figures', 'report.read', async (here) => {
  const view = await figuresView(here)
  return view && <FiguresPage frame={here.frame} view={view} />
})
