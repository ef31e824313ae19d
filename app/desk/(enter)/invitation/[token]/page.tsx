import { deskFrame, enterPage } from '#app/_screens/desk-page.tsx'
import { DeskShell } from '#components/desk/desk-shell.tsx'
import { InvitationPage } from '#components/desk/invitation-page.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { deadInvitations, roleLabels } from '#lib/fa/staff-texts.ts'
import { invitationView } from '#lib/web/desk/invitation-view.ts'
import { beginPasskey, withPasskey, withPassword } from './actions.ts'

export default enterPage('/desk/invitation/[token]', async ({ params: { token = '' } }) => {
  const view = await invitationView(token)
  const frame = await deskFrame(null)
  if (view.kind !== 'open') {
    const { title, sentence } = deadInvitations[view.kind]
    return (
      <DeskShell frame={frame} title={title} lead={sentence}>
        <ButtonLink href="/desk/sign-in">ورود کارکنان</ButtonLink>
      </DeskShell>
    )
  }
  return (
    <InvitationPage
      frame={frame}
      name={view.name}
      role={roleLabels[view.role]}
      authenticator={view.authenticator}
      begin={beginPasskey.bind(null, token)}
      passkey={withPasskey.bind(null, token)}
      password={withPassword.bind(null, token)}
    />
  )
})
