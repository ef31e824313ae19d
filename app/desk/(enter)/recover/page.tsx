import { redirect } from 'next/navigation'
import { deskFrame, enterPage } from '#app/_screens/desk-page.tsx'
import { RecoverPage } from '#components/desk/recover-page.tsx'
import { recoverView } from '#lib/web/desk/recover.ts'
import { recoveringHere } from '#lib/web/desk/session.ts'
import { beginPasskey, leave, withPasskey } from './actions.ts'

export default enterPage('/desk/recover', async () => {
  const here = await recoveringHere()
  if (!here) redirect('/desk/sign-in')
  const ways = { begin: beginPasskey, passkey: withPasskey, leave }
  return <RecoverPage frame={await deskFrame(null)} {...(await recoverView(here))} {...ways} />
})
