import { redirect } from '@sveltejs/kit'
import { draftSent, givenBy } from '#lib/reablement/item-form.ts'
import { answer, asker } from '../../../answer.ts'
import { saidInForm, textOf } from '../../../form.ts'
import type { Actions, PageServerLoad } from './$types'

/** One item, and who changed what of it. */
export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('perch:catalogue')
  return { seen: await answer(locals.service.catalogue.item(asker(locals), params.code)) }
}

export const actions: Actions = {
  save: async ({ request, locals, params }) => {
    const who = asker(locals)
    const text = textOf(await request.formData())
    const draft = { ...draftSent(text), code: params.code }
    const looked = { code: params.code, change: Number(text('change')) || 0 }
    return saidInForm(locals.service.catalogue.save(who, looked, givenBy(draft)), draft)
  },
  /** How it is used, in one language. */
  howTo: async ({ request, locals, params }) => {
    const who = asker(locals)
    const text = textOf(await request.formData())
    const given = {
      item: params.code,
      language: text('language'),
      text: text('text').replaceAll('\r\n', '\n'),
    }
    return saidInForm(locals.service.catalogue.writeHowTo(who, given))
  },
  /** Retires it, or takes it back. */
  retire: async ({ request, locals, params }) => {
    const who = asker(locals)
    const retired = textOf(await request.formData())('retired') === 'on'
    return saidInForm(locals.service.catalogue.retire(who, { code: params.code, retired }))
  },
  /** Deletes it, when nothing ever used it. */
  remove: async ({ locals, params }) => {
    const said = await saidInForm(locals.service.catalogue.remove(asker(locals), params.code))
    if ('done' in said) redirect(303, '/catalogue')
    return said
  },
}
