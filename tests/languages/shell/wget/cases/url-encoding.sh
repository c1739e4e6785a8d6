wget -qO- 'https://api.example.com/~a b/%zz/%e9/é/!$&()*+,;=:@[]?q="<>^`{|}\ö#fragment'
