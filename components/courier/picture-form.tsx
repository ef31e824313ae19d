'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { shrinkPicture } from '#components/ui/shrink-picture.ts'
import { PictureInput } from './picture-input.tsx'
import { newTapId, tapsOf } from './taps.ts'
import { useTaps } from './use-taps.ts'

type PictureFormProps = { owner: string; shipment: string; tapId: string }

/** A picture of what is delivered already. Without scripts the whole one goes to an address that reads so much. */
export function PictureForm({ owner, shipment, tapId }: PictureFormProps) {
  const [isKeeping, setKeeping] = useState(false)
  const isWaiting = useTaps(owner).taps.some((tap) => tap.shipment === shipment && tap.deed === 'picture')

  async function keep(form: HTMLFormElement) {
    const file = new FormData(form).get('picture')
    if (!(file instanceof File) || file.size === 0) return
    const picture = await shrinkPicture(file)
    const said = { deed: 'picture', code: '', reason: '', refused: null }
    await tapsOf(owner).add({ id: newTapId(), owner, at: Date.now(), shipment, picture, ...said }, null)
    form.reset()
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isKeeping) return
    setKeeping(true)
    void keep(event.currentTarget).finally(() => setKeeping(false))
  }

  if (isWaiting) return <p className="text-muted">عکس روی گوشی است؛ منتظر فرستادن.</p>
  return (
    <form
      action="/api/courier/pictures?back=1"
      method="post"
      encType="multipart/form-data"
      onSubmit={submit}
      className="space-y-3"
    >
      <input type="hidden" name="tap" value={tapId} />
      <input type="hidden" name="shipment" value={shipment} />
      <PictureInput id={`picture-${shipment}`} />
      <Button type="submit" variant="secondary" loading={isKeeping}>
        فرستادن عکس
      </Button>
    </form>
  )
}
