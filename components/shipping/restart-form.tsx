import { Button } from '#components/ui/button.tsx'

type Forget = (data: FormData) => Promise<void>

/** Throws the draft away; the page that comes after has the tab forget what was typed. */
export const RestartForm = ({ restart }: { restart: Forget }) => (
  <Forgetting action={restart} caption="پاک کن و از نو شروع کن" />
)

/** Takes the address out of this browser; the page that comes after has the tab forget what was typed. */
export const ForgetAddress = ({ forget }: { forget: Forget }) => <Forgetting action={forget} caption="فراموش کن" />

const Forgetting = ({ action, caption }: { action: Forget; caption: string }) => (
  <form action={action}>
    <Button type="submit" variant="link">
      {caption}
    </Button>
  </form>
)
