import { redirect } from '@sveltejs/kit'
import { draftSent, givenBy } from '#lib/reablement/item-form.ts'
import { Problem } from '#lib/reablement/problem.ts'
import { answer, asker, refuse } from '../../../answer.ts'
import { saidInForm, textOf } from '../../../form.ts'
import type { Actions, PageServerLoad } from './$types'

/** Administrators only. The act itself asks again. */
export const load: PageServerLoad = async ({ locals }) => {
  const who = asker(locals)
  if (who.role !== 'administrator') refuse(new Problem('not-allowed'))
  const { items } = await answer(locals.service.catalogue.whole(who))
  return { others: items.map(({ code, name, retired }) => ({ code, name, retired })) }
}

export const actions: Actions = {
  add: async ({ request, locals }) => {
    const who = asker(locals)
    const draft = draftSent(textOf(await request.formData()))
    const looked = { code: null, change: 0 }
    const said = await saidInForm(locals.service.catalogue.save(who, looked, givenBy(draft)), draft)
    if ('done' in said) redirect(303, `/catalogue/${said.done.code}`)
    return said
  },
}
