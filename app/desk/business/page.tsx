import { notFound } from 'next/navigation'
import { deskPage } from '#app/_screens/desk-page.tsx'
import { BusinessPage } from '#components/desk/business-page.tsx'
import { businessView } from '#lib/web/desk/business.ts'
import { dropLogo, setLogo, writeBusiness } from './actions.ts'

export default deskPage('/desk/business', 'business.edit', async (here) => {
  const view = await businessView(here)
  return view ? (
    <BusinessPage frame={here.frame} view={view} actions={{ writeBusiness, setLogo, dropLogo }} />
  ) : (
    notFound()
  )
})
