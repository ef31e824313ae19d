import { deskPage } from '#app/_screens/desk-page.tsx'
import { DeskHome } from '#components/desk/desk-home.tsx'
import { accountView } from '#lib/web/desk/account.ts'
import { missingWarning } from '#lib/web/desk/business.ts'
import { endingWarning } from '#lib/web/desk/price-end.ts'
import { todayView } from '#lib/web/desk/today.ts'

export default deskPage('/desk', 'desk.open', async (here) => {
  const { account } = await accountView(here)
  return (
    <DeskHome
      frame={here.frame}
      hasCodes={account.codesLeft > 0}
      ending={await endingWarning(here)}
      missing={await missingWarning(here)}
      today={await todayView(here)}
    />
  )
})
