/** As long as the server keeps it: what is beyond that would be sent for nothing. */
const asProof = { maxSide: 1600, kind: 'image/jpeg' }
const quality = 0.82

/**
 * A picture as small as it will be kept, a proof's where nothing else is said, without place and camera. A browser that cannot
 * read or write it gives it back as it is: the server decides.
 */
export async function shrinkPicture(file: Blob, { maxSide, kind } = asProof): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, maxSide / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(bitmap.width * scale))
    canvas.height = Math.max(1, Math.round(bitmap.height * scale))
    const context = canvas.getContext('2d')
    if (!context) return file
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, kind, quality))
    return small ?? file
  } catch {
    return file
  }
}
