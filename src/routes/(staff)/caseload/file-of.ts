import { largestFile } from '#lib/screens/admin/caseload.ts'

/** What a file too large is answered with. */
export const tooLargeWords =
  'This file is larger than 5 MB. A caseload is far smaller: is it the right file? Nothing was changed.'

/**
 * The file of a form; null when there is none. Too large is what the server took no more of, and what it took: a form
 * may be a little larger than a file, so that one just too large is answered in words.
 */
export async function fileOf(
  request: Request,
): Promise<{ name: string; bytes: Uint8Array } | 'too large' | null> {
  const form = await request.formData().catch(tooLarge)
  if (form === null) return 'too large'
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return null
  if (file.size > largestFile.bytes) return 'too large'
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** Anything else is a fault of ours. */
function tooLarge(error: unknown): null {
  if (error instanceof Error && 'status' in error && error.status === 413) return null
  throw error
}
