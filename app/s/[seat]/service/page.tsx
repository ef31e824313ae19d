import { redirect } from 'next/navigation'
import { draftPage } from '#app/_screens/seat-page.tsx'
import { oldForm } from '#lib/web/form-place.ts'
import { whatScreen } from '../what.tsx'

/** A step of earlier builds. What their page posts is drawn again on the screen that asks it now. */
export default draftPage('/s/[seat]/service', async (here) => {
  if (!(await oldForm())) redirect(here.base)
  return await whatScreen(here)
})
