import { copyPhraseKeys } from '#lib/reablement/person-copy.ts'
import { Problem } from '#lib/reablement/problem.ts'
import { answer, asker, refuse } from '../../../answer.ts'
import { saidInForm, textOf } from '../../../form.ts'
import type { Actions, PageServerLoad } from './$types'

/** Administrators only. The acts themselves ask again. */
export const load: PageServerLoad = ({ locals, depends }) => {
  depends('perch:catalogue')
  const who = asker(locals)
  if (who.role !== 'administrator') refuse(new Problem('not-allowed'))
  return answer(locals.service.catalogue.copySettings(who))
}

export const actions: Actions = {
  /** Whom to ring. */
  numbers: async ({ request, locals }) => {
    const who = asker(locals)
    const form = await request.formData()
    const text = textOf(form)
    const codes = [...form.keys()].flatMap((key) => (key.startsWith('team.') ? [key.slice(5)] : []))
    const teams = Object.fromEntries(codes.map((code) => [code, text(`team.${code}`)]))
    const given = { telephone: text('telephone'), hours: text('hours'), teams }
    return saidInForm(locals.service.catalogue.saveCopySettings(who, given))
  },
  /** The fixed words in one language. */
  words: async ({ request, locals }) => {
    const who = asker(locals)
    const text = textOf(await request.formData())
    const phrases = Object.fromEntries(copyPhraseKeys.map((key) => [key, text(key)]))
    const given = { translations: { [text('language')]: phrases } }
    return saidInForm(locals.service.catalogue.saveCopySettings(who, given))
  },
}
