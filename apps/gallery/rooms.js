// What the gallery shows. A demo is the file rooms/ROOM/DEMO.js; those with `page` run in the page, the others in the main process.

module.exports = [
  {
    id: 'menus',
    group: 'Interface',
    title: 'Menus',
    about: 'Menus are built from templates: roles bring label, accelerator and action along.',
    demos: [
      { id: 'context-menu', title: 'A context menu', about: 'Opens where the pointer is, and says what was chosen.' },
      { id: 'application-menu', title: 'The menu bar', about: 'Replaces this window’s menu. Checkboxes and radio items keep their state.' }
    ]
  },
  {
    id: 'dialogs',
    group: 'Interface',
    title: 'Dialogs',
    about: 'Dialogs belong to a window, which waits for them. Each has a synchronous form as well.',
    demos: [
      { id: 'open-file', title: 'Open files', about: 'Several at once, images first.' },
      { id: 'save-file', title: 'Save a file', about: 'Asks for a name, and before it replaces a file.' },
      { id: 'message-box', title: 'A question', about: 'Buttons, a checkbox, and what Return and Escape mean.' },
      { id: 'error-box', title: 'An error', about: 'For what cannot go on.' }
    ]
  },
  {
    id: 'notifications',
    group: 'Interface',
    title: 'Notifications',
    about: 'The desktop’s own notifications, from the main process and from pages.',
    demos: [
      { id: 'notify', title: 'From the main process', about: 'Says when it is shown, clicked and closed.' },
      { id: 'from-page', title: 'From a page', about: 'The web’s Notification.', page: true }
    ]
  },
  {
    id: 'tray',
    group: 'Interface',
    title: 'Tray',
    about: 'An icon in the panel, with a menu.',
    demos: [{ id: 'show-icon', title: 'An icon with a menu', about: 'Run it again to remove the icon.' }]
  },
  {
    id: 'shortcuts',
    group: 'Interface',
    title: 'Shortcuts',
    about: 'Keys that work while another program has the focus.',
    demos: [{ id: 'register', title: 'Ctrl+Alt+G', about: 'Press it anywhere. Run it again to give the keys back.' }]
  },
  {
    id: 'windows',
    group: 'Windows',
    title: 'Windows',
    about: 'Every window is a page in a process of its own.',
    demos: [
      { id: 'modal', title: 'A modal child', about: 'This window waits until it is closed.' },
      { id: 'frameless', title: 'Without a frame', about: 'The page draws its own title bar, which moves the window.' },
      { id: 'transparent', title: 'See-through', about: 'What the page does not paint shows what is behind.' },
      { id: 'attention', title: 'Progress and attention', about: 'In the taskbar, where it has a place for them.' }
    ]
  },
  {
    id: 'views',
    group: 'Windows',
    title: 'Views',
    about: 'A second page within a window, with its own history and session.',
    demos: [{ id: 'browser-view', title: 'A BrowserView', about: 'Covers the bottom of this window. Run it again to take it away.' }]
  },
  {
    id: 'themes',
    group: 'Windows',
    title: 'Themes',
    about: 'Pages follow the system’s choice of light or dark, or the app’s.',
    demos: [{ id: 'switch', title: 'Light or dark', about: 'From one to the other, at once and in all pages.' }]
  },
  {
    id: 'screens',
    group: 'Windows',
    title: 'Screens',
    about: 'Displays, their work areas and scale factors.',
    demos: [{ id: 'displays', title: 'What there is', about: 'Each display, and where the pointer is.' }]
  },
  {
    id: 'pages',
    group: 'Pages',
    title: 'Pages',
    about: 'What the main process does with a page.',
    demos: [
      { id: 'find', title: 'Find in page', about: 'Counts a word on this page.' },
      { id: 'zoom', title: 'Zoom', about: 'A step larger; from 150 % on back to 100 %.' },
      { id: 'capture', title: 'A picture of the page', about: 'As it is on the screen.' }
    ]
  },
  {
    id: 'printing',
    group: 'Pages',
    title: 'Printing',
    about: 'On paper, or as a PDF.',
    demos: [
      { id: 'to-pdf', title: 'As a PDF', about: 'This page, on A4, into the folder for temporary files.' },
      { id: 'printers', title: 'Printers', about: 'Those that the system knows.' }
    ]
  },
  {
    id: 'downloads',
    group: 'Pages',
    title: 'Downloads',
    about: 'A session’s downloads can be watched, paused, resumed and cancelled.',
    demos: [{ id: 'progress', title: 'With progress', about: 'Ten megabytes from a server in this very app.' }]
  },
  {
    id: 'messages',
    group: 'Data',
    title: 'Messages',
    about: 'A page asks, the main process answers; values travel as they are.',
    demos: [
      { id: 'handle', title: 'A handler', about: 'Run this one first: it lets pages ask.' },
      { id: 'invoke', title: 'A question', about: 'Through the preload script’s bridge.', page: true }
    ]
  },
  {
    id: 'clipboard',
    group: 'Data',
    title: 'Clipboard',
    about: 'Text, HTML, pictures, and any format by name.',
    demos: [
      { id: 'copy', title: 'Copy', about: 'As text and as HTML at once.' },
      { id: 'paste', title: 'Paste', about: 'Whatever is there.' }
    ]
  },
  {
    id: 'images',
    group: 'Data',
    title: 'Images',
    about: 'nativeImage reads, scales, crops and writes pictures.',
    demos: [{ id: 'resize', title: 'Crop and scale', about: 'The app’s icon, its middle, four times as large.' }]
  },
  {
    id: 'protocols',
    group: 'Data',
    title: 'Protocols',
    about: 'Schemes of the app’s own, which pages load from like from a server.',
    demos: [{ id: 'serve', title: 'A page of one’s own', about: 'A window whose page and requests the app answers.' }]
  },
  {
    id: 'sessions',
    group: 'Data',
    title: 'Sessions',
    about: 'Cookies, storage, permissions and requests, for each partition apart.',
    demos: [
      { id: 'cookies', title: 'Cookies', about: 'Set, read and removed.' },
      { id: 'permissions', title: 'Permissions', about: 'Who may have the microphone is the app’s decision.' },
      { id: 'requests', title: 'Requests', about: 'Headers are changed, addresses are blocked.' }
    ]
  },
  {
    id: 'network',
    group: 'Data',
    title: 'Network',
    about: 'Requests of the main process, with the session’s cookies and proxy.',
    demos: [{ id: 'request', title: 'net.request', about: 'Of a server in this very app.' }]
  },
  {
    id: 'secrets',
    group: 'Data',
    title: 'Secrets',
    about: 'Encrypted with a key that the desktop’s keyring keeps.',
    demos: [{ id: 'encrypt', title: 'Encrypt and decrypt', about: 'And which keyring it is.' }]
  },
  {
    id: 'shell',
    group: 'System',
    title: 'Files and links',
    about: 'What the desktop does with them.',
    demos: [
      { id: 'open', title: 'Open a folder', about: 'In the file manager.' },
      { id: 'trash', title: 'Throw a file away', about: 'Into the trash, from where it can come back.' }
    ]
  },
  {
    id: 'power',
    group: 'System',
    title: 'Power',
    about: 'Sleep, battery and how long nobody has touched the keyboard.',
    demos: [
      { id: 'idle', title: 'Idle time and battery', about: 'As the system tells it.' },
      { id: 'stay-awake', title: 'Stay awake', about: 'Run it again to let the display sleep.' }
    ]
  },
  {
    id: 'processes',
    group: 'System',
    title: 'Processes',
    about: 'The main process and those of the pages.',
    demos: [{ id: 'metrics', title: 'Who needs what', about: 'Memory and processor time of each.' }]
  }
]
