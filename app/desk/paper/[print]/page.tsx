import { deskPage } from '#app/_screens/desk-page.tsx'
import { DeskShell } from '#components/desk/desk-shell.tsx'
import { PrintPage } from '#components/desk/paper/print-page.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { printView } from '#lib/web/desk/paper.ts'

export default deskPage('/desk/paper/[print]', 'contact.reveal', async (here) => {
  const view = await printView(here, here.params.print ?? '')
  if (view) return <PrintPage view={view} />
  const lead = 'هر چاپ فقط یک ربع و فقط برای کسی که آن را خواسته باز می‌شود. دوباره چاپ کنید.'
  return (
    <DeskShell frame={here.frame} title="این چاپ دیگر باز نمی‌شود" lead={lead}>
      <ButtonLink href="/desk/queue">مرسوله‌ها</ButtonLink>
    </DeskShell>
  )
})
