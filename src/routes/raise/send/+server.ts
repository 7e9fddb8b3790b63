import { Problem } from '#lib/reablement/problem.ts'
import { asker } from '../../answer.ts'
import { textOf } from '../../form.ts'
import { inJson } from '../../in-json.ts'
import type { RequestHandler } from './$types'

/** One line about somebody, and at most one photo. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const who = asker(locals)
  return inJson(send())

  async function send(): Promise<void> {
    const form = await request.formData().catch(tooLarge)
    const text = textOf(form)
    const photo = form.get('photo')
    const bytes = photo instanceof File && photo.size > 0 ? new Uint8Array(await photo.arrayBuffer()) : null
    const line = { id: text('id'), episode: text('episode'), words: text('words') }
    await locals.service.raised.raise(who, line, bytes)
  }
}

/** What the server took no more of is too large a photo; anything else is a fault. */
function tooLarge(error: unknown): never {
  if (!(error instanceof Error && 'status' in error && error.status === 413)) throw error
  const detail = 'It is larger than 10 MB: take it again, smaller.'
  throw new Problem('unusable-photo', { field: 'photo', detail })
}
