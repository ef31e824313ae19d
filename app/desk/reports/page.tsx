import { deskPage } from '#app/_screens/desk-page.tsx'
import { ReportPage } from '#components/desk/report/report-page.tsx'
import { reportView } from '#lib/web/desk/report.ts'

export default deskPage('/desk/reports', 'report.read', async (here) => (
  <ReportPage frame={here.frame} view={await reportView(here, here.query)} />
))
