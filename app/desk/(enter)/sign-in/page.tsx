import { redirect } from 'next/navigation'
import { deskFrame, enterPage } from '#app/_screens/desk-page.tsx'
import { SignInPage } from '#components/desk/sign-in-page.tsx'
import { wantedHref } from '#lib/web/desk/enter.ts'
import { staffHere } from '#lib/web/desk/session.ts'
import { beginPasskey, withPasskey, withPassword, withRecoveryCode } from './actions.ts'

export default enterPage('/desk/sign-in', async ({ query }) => {
  const next = wantedHref(query.next)
  if (await staffHere()) redirect(next)
  const ways = { passkey: withPasskey, password: withPassword, recovery: withRecoveryCode }
  return <SignInPage frame={await deskFrame(null)} next={next} begin={beginPasskey} {...ways} />
})
