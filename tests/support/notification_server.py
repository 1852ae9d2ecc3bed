# A template of dbusmock: who shows notifications. Parameters: capabilities, a list of words.

BUS_NAME = 'org.freedesktop.Notifications'
MAIN_OBJ = '/org/freedesktop/Notifications'
MAIN_IFACE = 'org.freedesktop.Notifications'
SYSTEM_BUS = False


def load(mock, parameters):
    capabilities = parameters.get('capabilities', ['body', 'actions'])
    mock.next_id = 1
    mock.AddMethods(MAIN_IFACE, [
        ('GetCapabilities', '', 'as', f'ret = {capabilities!r}'),
        ('GetServerInformation', '', 'ssss', 'ret = ("mock", "mock", "1.0", "1.2")'),
        ('CloseNotification', 'u', '', 'self.EmitSignal("", "NotificationClosed", "uu", [args[0], 3])'),
        ('Notify', 'susssasa{sv}i', 'u', '''
if args[3] == 'refused':
    raise dbus.exceptions.DBusException('too many', name='org.freedesktop.Notifications.Error.ExcessNotificationGeneration')
ret = args[1] or self.next_id
self.next_id += 1
'''),
    ])
