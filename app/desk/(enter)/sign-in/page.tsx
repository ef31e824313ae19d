import { redirect } from 'next/navigation'
import { deskFrame, enterPage } from '#app/_screens/desk-page.tsx'
import { SignInPage } from '#components/desk/sign-in-page.tsx'
import { landing, wantedHref } from '#lib/web/desk/enter.ts'
import { enteredHere } from '#lib/web/desk/session.ts'
import { beginPasskey, withPasskey, withPassword, withRecoveryCode } from './actions.ts'

export default enterPage('/desk/sign-in', async ({ query }) => {
  const entered = await enteredHere()
  if (entered?.kind === 'desk') redirect(landing(entered.staff.role, query.next))
  if (entered?.kind === 'recovering') redirect('/desk/recover')
  const next = wantedHref(query.next)
  const ways = { passkey: withPasskey, password: withPassword, recovery: withRecoveryCode }
  return <SignInPage frame={await deskFrame(null)} next={next} begin={beginPasskey} {...ways} />
})
