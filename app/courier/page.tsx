import { deskPage } from '#app/_screens/desk-page.tsx'
import { CourierPage } from '#components/courier/courier-page.tsx'
import { stopsView } from '#lib/web/courier/view.ts'
import { tapStop } from './actions.ts'

export default deskPage('/courier', 'stops.own', async (here) => (
  <CourierPage frame={here.frame} view={await stopsView(here, here.query.picture)} act={tapStop} />
))
