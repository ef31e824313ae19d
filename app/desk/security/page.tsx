import { deskPage } from '#app/_screens/desk-page.tsx'
import { SecurityPage } from '#components/desk/security-page.tsx'
import { accountView } from '#lib/web/desk/account.ts'
import { beginPasskey, changeAccount } from './actions.ts'

export default deskPage('/desk/security', null, async (here) => (
  <SecurityPage {...(await accountView(here))} frame={here.frame} begin={beginPasskey} act={changeAccount} />
))
