import { notFound } from 'next/navigation'
import { deskPage } from '#app/_screens/desk-page.tsx'
import { PricesPage } from '#components/desk/prices/prices-page.tsx'
import { pricesView } from '#lib/web/desk/prices.ts'
import { dropDraft, importTable, publish, rollBack, saveDraft, saveExpected } from './actions.ts'

const actions = { saveDraft, importTable, saveExpected, publish, rollBack, dropDraft }

export default deskPage('/desk/prices', 'tariff.draft', async (here) => {
  const view = await pricesView(here, here.query)
  return view ? <PricesPage frame={here.frame} view={view} actions={actions} /> : notFound()
})
