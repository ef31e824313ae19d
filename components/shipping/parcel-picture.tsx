export type ParcelPictureName = 'envelope' | 'small' | 'medium' | 'large' | 'xlarge'

const boxes: Record<Exclude<ParcelPictureName, 'envelope'>, number> = {
  small: 0.42,
  medium: 0.6,
  large: 0.8,
  xlarge: 1,
}

/** A box of its size beside the others: all stand on the same ground, so the eye compares them. */
export function ParcelPicture({ size }: { size: ParcelPictureName }) {
  return (
    <svg
      viewBox="0 0 48 48"
      strokeWidth="1.5"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className="h-14 w-14 shrink-0 fill-amber-soft stroke-amber"
    >
      <path d="M3 45.5h42" className="stroke-line" strokeLinecap="round" />
      {size === 'envelope' ? (
        <>
          <path d="M9 26h30v18H9z" />
          <path d="m9 27 15 9 15-9" fill="none" />
        </>
      ) : (
        <g transform={`translate(24 45) scale(${boxes[size]})`} vectorEffect="non-scaling-stroke">
          <path d="M0-42 19-33v22L0-1l-19-10v-22z" vectorEffect="non-scaling-stroke" />
          <path d="M-19-33 0-23l19-10M0-23V-1" fill="none" vectorEffect="non-scaling-stroke" />
          <path d="M-9.5-37.5 9.5-28v7" fill="none" vectorEffect="non-scaling-stroke" />
        </g>
      )}
    </svg>
  )
}
