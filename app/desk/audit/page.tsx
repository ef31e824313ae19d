import { notFound } from 'next/navigation'
import { deskPage } from '#app/_screens/desk-page.tsx'
import { AuditPage } from '#components/desk/audit-page.tsx'
import { auditView } from '#lib/web/desk/audit.ts'

export default deskPage('/desk/audit', 'audit.read', async (here) => {
  const view = await auditView(here, here.query)
  return view ? <AuditPage frame={here.frame} view={view} /> : notFound()
})
