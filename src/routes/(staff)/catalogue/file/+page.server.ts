import { fail } from '@sveltejs/kit'
import { Problem } from '#lib/reablement/problem.ts'
import { asker, refuse } from '../../../answer.ts'
import { saidInForm, textOf } from '../../../form.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Administrators only. The acts themselves ask again. */
export const load: PageServerLoad = ({ locals }) => {
  if (asker(locals).role !== 'administrator') refuse(new Problem('not-allowed'))
}

export const actions: Actions = {
  /** What the file would change. */
  preview: (event) =>
    withFile(event, (file) => event.locals.service.catalogue.preview(asker(event.locals), file)),
  /** Changes it. */
  apply: (event) =>
    withFile(event, (file, text) =>
      event.locals.service.catalogue.apply(asker(event.locals), file, text('inOrder') === 'on'),
    ),
}

const tooLargeWords =
  'This file is larger than 5 MB. A catalogue is far smaller: is it the right file? Nothing was changed.'

/** What the server took no more of, by BODY_SIZE_LIMIT, is a file too large; anything else is a fault. */
function tooLarge(error: unknown): null {
  if (error instanceof Error && 'status' in error && error.status === 413) return null
  throw error
}

/** Takes the form's file to one call; a file that cannot be used is answered in words, on the same page. */
async function withFile<T>(
  { request }: RequestEvent,
  call: (file: { name: string; bytes: Uint8Array }, text: (name: string) => string) => Promise<T>,
) {
  const form = await request.formData().catch(tooLarge)
  if (form === null) return fail(413, { problem: tooLargeWords })
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    return fail(400, { problem: 'Choose the catalogue file first.' })
  return saidInForm(call({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, textOf(form)))
}
