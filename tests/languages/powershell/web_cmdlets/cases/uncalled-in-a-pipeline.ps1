function Get-Order {
    param([Parameter(ValueFromPipeline)]$Id)
    process {
        Invoke-RestMethod "https://api.example.com/orders/$Id/"
    }
}
