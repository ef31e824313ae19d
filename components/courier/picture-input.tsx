import { OptionalMark } from '#components/ui/field.tsx'

/** A picture out of the camera, or of the phone's own. */
export function PictureInput({ id, isOptional = false }: { id: string; isOptional?: boolean }) {
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block font-bold">
        عکس تحویل
        {isOptional && <OptionalMark />}
      </label>
      <input
        id={id}
        name="picture"
        type="file"
        accept="image/jpeg,image/png,image/*"
        capture="environment"
        className="block min-h-action w-full rounded-xl border border-control bg-surface p-2.5 text-base"
      />
    </div>
  )
}
