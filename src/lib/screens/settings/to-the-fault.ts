import { tick } from 'svelte'

/** After a refusal the keyboard is on the field at fault, so that its sentence is read with it. */
export async function toTheFault(form: HTMLFormElement): Promise<void> {
  await tick()
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
