import ElementPlus from 'element-plus'
import 'element-plus/dist/index.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from '@/App.vue'
import { router } from '@/router'
import '@/style.css'
import { i18n } from '@/words'

createApp(App).use(createPinia()).use(i18n).use(router).use(ElementPlus).mount('#app')
