/** `v-takes-focus`: a form that opens in place has the focus in its first field, and gives it back when it goes. */

import type { Directive } from 'vue'

const openers = new WeakMap<HTMLElement, Element | null>()

export const vTakesFocus: Directive<HTMLElement> = {
  mounted(form) {
    openers.set(form, document.activeElement)
    form.querySelector<HTMLElement>('input, textarea')?.focus()
  },
  unmounted(form) {
    const opener = openers.get(form)
    if (opener instanceof HTMLElement && document.activeElement === document.body) opener.focus()
  },
}
