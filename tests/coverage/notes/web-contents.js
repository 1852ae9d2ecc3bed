'use strict'

module.exports = {
  partly: {
    'Debugger.sendCommand': 'no Tracing.start and Input.synthesizeTapGesture, -Scroll- and -PinchGesture, over which the engine would end the app; no Page.printToPDF',
    'WebContents.cursor-changed': 'scale is always 1, that of a picture for denser screens too',
    'WebContents.login': 'an answer that does not come at once loads the page again; scheme is always basic',
    'WebContents.media-paused': 'a player in a shadow tree or in no document is told of by its sound alone, as Web Audio is',
    'WebContents.media-started-playing': 'a player in a shadow tree or in no document is told of by its sound alone, as Web Audio is',
    'WebContents.preferred-size-changed': 'the size of what the document holds, at least that of the page',
    'WebContents.print': 'no header, footer; scaleFactor by a style sheet',
    'WebContents.printToPDF': 'no headerFooter; scaleFactor by a style sheet',
    'WebContents.setVisualZoomLevelLimits': 'turns zooming by fingers off and on: the engine has no other limits',
    'WebContents.setWebRTCIPHandlingPolicy': 'no disable_non_proxied_udp',
    'WebPreferences.webSecurity': 'false lets fetch and XMLHttpRequest read other origins, where the page\'s policy allows requests to 127.0.0.1; frames and pictures stay closed',
    'webFrame.setVisualZoomLevelLimits': 'turns zooming by fingers off and on: the engine has no other limits'
  },
  elsewhere: {
    'WebContents.showDefinitionForSelection': 'for macOS'
  }
}
